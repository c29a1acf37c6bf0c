namespace ReleaseKit.Engine.Ledgers;

/// <summary>What the remote is known to have of a ledger.</summary>
/// <param name="Remote">Name of the remote.</param>
/// <param name="Value">What its ref names; empty before the first push.</param>
/// <param name="Sequence">The last entry that is there.</param>
internal sealed record MirrorState(string Remote, string Value, int Sequence);
