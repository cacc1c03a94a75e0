"""The settings of travel and places: how drives are counted, who is asked, and what each way would say."""
