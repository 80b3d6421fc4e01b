"""Receipts, notices and documents: values in, documents out."""
