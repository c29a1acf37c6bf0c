pub const TWICE: u32 = 2 * contract_base::VALUE;
