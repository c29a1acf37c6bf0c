namespace ReleaseKit.Core.Withdrawing;

/// <summary>What a registry does for a version that should not have been released.</summary>
/// <param name="Kind">What it is called there.</param>
/// <param name="IsReversible">Whether it can be undone.</param>
/// <param name="Remains">What stays visible or installable afterwards, for people, as a sentence without its full stop.</param>
/// <param name="Manual">What a person can do besides, with the address of the page; empty when there is nothing.</param>
public sealed record WithdrawalCapability(WithdrawalKind Kind, bool IsReversible, string Remains, string Manual = "");
