using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Withdrawing;

namespace ReleaseKit.Engine.Withdrawing;

/// <summary>What came of taking one version back.</summary>
/// <param name="Withdrawal">The version.</param>
/// <param name="Status"><c>withdrawn</c>, <c>manual</c>, <c>absent</c> or <c>failed</c>.</param>
/// <param name="Message">What was done, or why nothing was, for people.</param>
/// <param name="Problem">What to report; null when all is well.</param>
public sealed record WithdrawalOutcome(Withdrawal Withdrawal, string Status, string Message, Diagnostic? Problem = null);
