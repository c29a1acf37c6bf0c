using System.Collections.Immutable;
using ReleaseKit.Core.Secrets;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Clients;

/// <summary>One run of Gradle.</summary>
/// <param name="Stage">Name of its transcript.</param>
/// <param name="Arguments">Tasks and options.</param>
/// <param name="Directory">Absolute folder to run in.</param>
internal sealed record GradleRun(string Stage, ImmutableArray<string> Arguments, string Directory)
{
    /// <summary>Variables to set, or to remove when null.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>Variables with credentials.</summary>
    public IReadOnlyDictionary<string, Secret> Secrets { get; init; } = ImmutableDictionary<string, Secret>.Empty;
}
