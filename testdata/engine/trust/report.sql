SELECT status, count(*) FROM orders WHERE customer = ? GROUP BY status
