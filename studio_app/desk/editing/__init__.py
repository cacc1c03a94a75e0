"""What can be done with an appointment and its order: the menu, the questions, and the sheet in which both are changed."""
