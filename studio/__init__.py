"""The studio: a local web page where content staff and clinicians see and change what is said."""
