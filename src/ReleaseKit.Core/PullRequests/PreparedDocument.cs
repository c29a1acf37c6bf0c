using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Upstream;

namespace ReleaseKit.Core.PullRequests;

/// <summary><c>release.json</c> beside a plan on the remote: where the release is prepared, what people decided, and what is told about it.</summary>
public sealed record PreparedDocument
{
    /// <summary>The schema that is written and read.</summary>
    public const string Schema = "releasekit/prepared/1";

    /// <summary>The branch that is merged into, without <c>refs/heads/</c>.</summary>
    public required string Branch { get; init; }

    /// <summary>The branch that holds the release, without <c>refs/heads/</c>.</summary>
    public required string ReleaseBranch { get; init; }

    /// <summary>The group that the release is limited to; empty for none.</summary>
    public string Group { get; init; } = "";

    /// <summary>What people decided.</summary>
    public ReleaseOverrides Overrides { get; init; } = ReleaseOverrides.None;

    /// <summary>Releases of other repositories that were announced since the last release; they stay until this one is merged.</summary>
    public ImmutableArray<UpstreamRelease> Upstream { get; init; } = [];

    /// <summary>What changed, Markdown without the version's heading, by package; overrides included.</summary>
    public ImmutableSortedDictionary<PackageId, string> Notes { get; init; } = ImmutableSortedDictionary<PackageId, string>.Empty;

    /// <summary>The same for the whole release.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Repositories that were told of the release since, owner and name, in the order in which they were.</summary>
    public ImmutableArray<string> Told { get; init; } = [];

    /// <summary>The canonical text.</summary>
    public string Write() => CanonicalJson.Write(new JsonObject
    {
        ["schema"] = Schema,
        ["branch"] = Branch,
        ["releaseBranch"] = ReleaseBranch,
        ["group"] = Group,
        ["versions"] = Map(Overrides.Versions),
        ["overriddenNotes"] = Map(Overrides.Notes),
        ["notes"] = Map(Notes),
        ["summary"] = Summary,
        ["upstream"] = new JsonArray([.. Upstream.Select(u => (JsonNode)new JsonObject { ["id"] = u.Id.ToString(), ["version"] = u.Version })]),
        ["told"] = new JsonArray([.. Told.Select(name => (JsonNode)name)]),
    });

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="Diagnostics.ReleaseException"><c>RK-DOCUMENT-INVALID</c>, <c>RK-DOCUMENT-SCHEMA</c>.</exception>
    public static PreparedDocument Read(string json, string file)
    {
        var root = JsonField.Parse(file, json, Schema);
        return new PreparedDocument
        {
            Branch = root.Required("branch").Text(),
            ReleaseBranch = root.Required("releaseBranch").Text(),
            Group = root.Required("group").Text(),
            Overrides = new ReleaseOverrides { Versions = root.Required("versions").IdMap(), Notes = root.Required("overriddenNotes").IdMap() },
            Notes = root.Required("notes").IdMap(),
            Upstream = PlanFields.Upstream(root.Optional("upstream")),
            Summary = root.Required("summary").Text(),
            Told = root.Required("told").List(name => name.Text()),
        };
    }

    private static JsonObject Map(ImmutableSortedDictionary<PackageId, string> values) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Key.ToString(), (JsonNode?)JsonValue.Create(pair.Value))));
}
