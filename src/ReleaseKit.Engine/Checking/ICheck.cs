using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Checking;

/// <summary>One thing that can be known before the first upload. "Could not tell" is never "fine".</summary>
public interface ICheck
{
    /// <summary>The name that <c>ReleaseSkipChecks</c> takes, such as <c>clean-tree</c>.</summary>
    string Name { get; }

    /// <summary>What is wrong; empty when nothing is.</summary>
    Task<ImmutableArray<Diagnostic>> RunAsync(CheckContext context, CancellationToken cancellationToken);
}
