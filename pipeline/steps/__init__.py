"""The acts of the office: the only place that joins the rooms."""
