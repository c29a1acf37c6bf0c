using System.Collections.Immutable;
using ReleaseKit.Core.Secrets;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>One run of Maven.</summary>
/// <param name="Stage">Names the transcript.</param>
/// <param name="Arguments">What it is asked to do.</param>
/// <param name="Directory">Absolute path of the folder to run in.</param>
internal sealed record MavenRun(string Stage, ImmutableArray<string> Arguments, string Directory)
{
    /// <summary>Absolute path of the folder that Maven keeps what it downloads in.</summary>
    public required string LocalRepository { get; init; }

    /// <summary>Variables with credentials.</summary>
    public ImmutableDictionary<string, Secret> Secrets { get; init; } = ImmutableDictionary<string, Secret>.Empty;

    /// <summary>Further variables.</summary>
    public ImmutableDictionary<string, string?> Variables { get; init; } = ImmutableDictionary<string, string?>.Empty;
}
