using System.Collections.Immutable;
using ReleaseKit.Core.Secrets;

namespace ReleaseKit.Engine.Ecosystems.Dart.Clients;

/// <summary>One run of dart.</summary>
/// <param name="Stage">Names the transcript.</param>
/// <param name="Arguments">What it is asked to do.</param>
/// <param name="Directory">Absolute path of the folder to run in.</param>
internal sealed record PubRun(string Stage, ImmutableArray<string> Arguments, string Directory)
{
    /// <summary>
    /// Absolute path of the folder for settings and downloads in the place of the user's own; null for the user's own, which a
    /// login without a token needs.
    /// </summary>
    public string? Home { get; init; }

    /// <summary>The credential, for runs that need it.</summary>
    public Secret? Token { get; init; }

    /// <summary>Further variables; null removes one.</summary>
    public ImmutableDictionary<string, string?> Variables { get; init; } = ImmutableDictionary<string, string?>.Empty;
}
