using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Checking;

/// <summary>How a check ended.</summary>
/// <param name="Name">The check.</param>
/// <param name="Findings">What it found; null when it was skipped.</param>
public sealed record CheckResult(string Name, CheckFindings? Findings)
{
    /// <summary><c>passed</c>, <c>warned</c>, <c>failed</c> or <c>skipped</c>.</summary>
    public string Status =>
        Findings is null ? "skipped"
        : Findings.Problems.Any(p => p.Descriptor.Severity == DiagnosticSeverity.Error) ? "failed"
        : Findings.Problems.Any(p => p.Descriptor.Severity == DiagnosticSeverity.Warning) ? "warned"
        : "passed";

    /// <summary>The problems in words, or the remark.</summary>
    public string Message => Findings is null ? "" : Findings.Problems.IsEmpty ? Findings.Remark : string.Join(' ', Findings.Problems.Select(p => p.Message));
}
