using System.Collections.Immutable;
using ReleaseKit.Core.Secrets;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Clients;

/// <summary>One run of cargo.</summary>
/// <param name="Stage">Names the transcript.</param>
/// <param name="Arguments">What it is asked to do.</param>
/// <param name="Directory">Absolute path of the folder to run in.</param>
internal sealed record CargoRun(string Stage, ImmutableArray<string> Arguments, string Directory)
{
    /// <summary>The way to the registry; null for a run that needs none.</summary>
    public RegistryRoute? Route { get; init; }

    /// <summary>The credential, for runs that need it; null keeps every credential of Cargo's from it.</summary>
    public Secret? Token { get; init; }

    /// <summary>Whether it changes what the registry has.</summary>
    public bool Writes { get; init; }

    /// <summary>A folder to use in the place of the user's own CARGO_HOME; null for the user's own.</summary>
    public string? Home { get; init; }

    /// <summary>Further variables; null removes one.</summary>
    public ImmutableDictionary<string, string?> Variables { get; init; } = ImmutableDictionary<string, string?>.Empty;
}
