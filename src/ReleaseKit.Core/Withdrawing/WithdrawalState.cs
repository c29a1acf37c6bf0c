namespace ReleaseKit.Core.Withdrawing;

/// <summary>Where a version stands that shall be taken back.</summary>
public enum WithdrawalState
{
    /// <summary>It will be withdrawn.</summary>
    Pending,

    /// <summary>It is withdrawn already.</summary>
    Withdrawn,

    /// <summary>Its registry lets a person do it, not a program.</summary>
    Manual,

    /// <summary>Its registry does not have it.</summary>
    Absent,
}
