"""The panel of the phone order: it shows what was asked and sends out what is wished for."""
