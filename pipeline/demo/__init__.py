"""The demo: the main job on real mail servers of its own, on loopback."""
