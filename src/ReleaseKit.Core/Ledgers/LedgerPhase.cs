namespace ReleaseKit.Core.Ledgers;

/// <summary>Whether an entry says what is about to be done or what was done.</summary>
public enum LedgerPhase
{
    /// <summary>Written before an effect.</summary>
    Intent,

    /// <summary>Written after it.</summary>
    Outcome,
}
