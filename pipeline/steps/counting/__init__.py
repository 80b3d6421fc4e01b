"""From facts to points: taken in, counted, booked, shown, closed (rules.md Counting)."""
