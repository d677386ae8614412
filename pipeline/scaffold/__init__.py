"""A new source from what a probe found: its module, its recorded pages, what they are expected to say."""
