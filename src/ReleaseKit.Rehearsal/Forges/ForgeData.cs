using System.Text.Json.Serialization;

namespace ReleaseKit.Rehearsal.Forges;

/// <summary>What a forge holds of a repository beside git.</summary>
internal sealed class ForgeData
{
    public long LastNumber { get; set; }

    public long LastId { get; set; }

    public List<PullData> Pulls { get; init; } = [];

    public List<LabelData> Labels { get; init; } = [];

    public List<CommentData> Comments { get; init; } = [];

    public List<ReleaseData> Releases { get; init; } = [];

    public List<StatusData> Statuses { get; init; } = [];

    public List<DispatchData> Dispatches { get; init; } = [];

    /// <summary>Files beside releases: Bitbucket's downloads, GitLab's generic packages.</summary>
    public List<AssetData> Files { get; init; } = [];
}

/// <summary>A pull request. <see cref="State"/> is open, closed or merged.</summary>
internal sealed class PullData
{
    public long Id { get; init; }

    public long Number { get; init; }

    public required string Title { get; set; }

    public required string Body { get; set; }

    public required string Head { get; init; }

    public required string Base { get; set; }

    public required string HeadCommit { get; set; }

    public bool Draft { get; set; }

    public string State { get; set; } = "open";

    public string? MergeCommit { get; set; }

    public string? SquashCommit { get; set; }

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset? Closed { get; set; }

    public List<string> Labels { get; init; } = [];
}

/// <summary>A label of the repository.</summary>
internal sealed record LabelData(long Id, string Name, string Color);

/// <summary>A comment on a pull request.</summary>
internal sealed record CommentData(long Id, long Pull, string Body, DateTimeOffset Created);

/// <summary>A release.</summary>
internal sealed class ReleaseData
{
    public long Id { get; init; }

    public required string Tag { get; set; }

    public required string Name { get; set; }

    public required string Body { get; set; }

    public bool Draft { get; set; }

    public bool Prerelease { get; set; }

    public DateTimeOffset Created { get; init; }

    public List<AssetData> Assets { get; init; } = [];
}

/// <summary>A file; its bytes lie beside the state under its id. A link has an address instead.</summary>
internal sealed record AssetData(long Id, string Name, long Size, string? Address = null);

/// <summary>A status of a commit.</summary>
internal sealed record StatusData(long Id, string Commit, string Name, string State, string Description, DateTimeOffset Created);

/// <summary>A pipeline that was started from outside.</summary>
internal sealed record DispatchData(string Event, string Payload);

/// <inheritdoc/>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ForgeData))]
internal sealed partial class ForgeJson : JsonSerializerContext;
