from contract_base import VALUE

TWICE = 2 * VALUE
