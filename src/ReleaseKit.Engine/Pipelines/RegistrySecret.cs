using System.Collections.Immutable;

namespace ReleaseKit.Engine.Pipelines;

/// <summary>A credential of a registry in a pipeline.</summary>
/// <param name="Ecosystem">Id of the ecosystem that needs it.</param>
/// <param name="Variable">The environment variable that the client reads.</param>
/// <param name="Name">What the CI service calls it.</param>
internal sealed record RegistrySecret(string Ecosystem, string Variable, string Name)
{
    private static readonly ImmutableHashSet<string> Trusting = ["cargo", "dart", "npm", "nuget", "python"];

    private static readonly ImmutableArray<RegistrySecret> All =
    [
        new("cargo", "CARGO_REGISTRY_TOKEN", "CARGO_REGISTRY_TOKEN"),
        new("dart", "PUB_TOKEN", "PUB_TOKEN"),
        new("gradle", "MAVEN_PASSWORD", "MAVEN_PASSWORD"),
        new("gradle", "MAVEN_USERNAME", "MAVEN_USERNAME"),
        new("maven", "MAVEN_PASSWORD", "MAVEN_PASSWORD"),
        new("maven", "MAVEN_USERNAME", "MAVEN_USERNAME"),
        new("npm", "NODE_AUTH_TOKEN", "NPM_TOKEN"),
        new("nuget", "NUGET_API_KEY", "NUGET_API_KEY"),
        new("python", "UV_PUBLISH_TOKEN", "PYPI_TOKEN"),
    ];

    /// <summary>Those that a workspace needs, each once.</summary>
    public static IEnumerable<RegistrySecret> Of(PipelineFacts facts) => All.Where(s => facts.Ecosystems.Contains(s.Ecosystem)).DistinctBy(s => s.Variable);

    /// <summary>Whether a registry of the workspace can recognise a job without a secret, see docs/credentials.md.</summary>
    public static bool IsTrusted(PipelineFacts facts) => Trusting.Overlaps(facts.Ecosystems);
}
