using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Checking;

/// <summary>
/// One thing that can be known before the first upload. "Could not tell" is never "fine". Checks run at the same time and
/// change nothing. What certainly fails the release is an error; the rest warns.
/// </summary>
public interface ICheck
{
    /// <summary>The name that <c>ReleaseSkipChecks</c> takes, such as <c>clean-tree</c>.</summary>
    string Name { get; }

    /// <summary>What is certain when the check passes, in one sentence.</summary>
    string Purpose { get; }

    /// <summary>The codes of its own that it raises, with their severities and fixes.</summary>
    ImmutableArray<DiagnosticDescriptor> Codes { get; }

    /// <summary>What is wrong, and what is worth knowing.</summary>
    /// <exception cref="ReleaseException">What kept it from finding out; reported as its problems.</exception>
    Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken);
}
