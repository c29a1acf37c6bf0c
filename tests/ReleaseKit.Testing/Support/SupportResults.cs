using System.Text.Json;

namespace ReleaseKit.Testing.Support;

/// <summary>What a run of the tests says of every ecosystem: the document <c>artifacts/test-results/support.json</c>.</summary>
public sealed record SupportResults
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    /// <summary>The ecosystems, by id.</summary>
    public SortedDictionary<string, EcosystemSupport> Ecosystems { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Where a run leaves its results, below the repository's root.</summary>
    public static string PathIn(string root) => Path.Combine(root, "artifacts", "test-results", "support.json");

    /// <summary>The ecosystem's results, added when there are none.</summary>
    public EcosystemSupport Of(string ecosystem) =>
        Ecosystems.TryGetValue(ecosystem, out var found) ? found : Ecosystems[ecosystem] = new EcosystemSupport();

    /// <summary>Reads the document; null when there is none.</summary>
    public static SupportResults? Read(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<SupportResults>(File.ReadAllBytes(path), Format) : null;

    /// <summary>Writes the document.</summary>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this, Format));
    }
}

/// <summary>What a run says of one ecosystem.</summary>
public sealed record EcosystemSupport
{
    /// <summary>Clients with their versions, as <c>npm 11.2.0</c>.</summary>
    public SortedSet<string> Clients { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Clients that the machine lacks.</summary>
    public SortedSet<string> Absent { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Facets that the ecosystem does not have, with the reason.</summary>
    public SortedDictionary<string, string> Without { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Results by facet.</summary>
    public SortedDictionary<string, SupportCell> Facets { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The facet's results, added when there are none.</summary>
    public SupportCell Of(string facet) => Facets.TryGetValue(facet, out var found) ? found : Facets[facet] = new SupportCell();
}
