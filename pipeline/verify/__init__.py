"""Is what stands on disk what we once wrote, and does it agree with itself? Every finding is one sentence with its
place."""
