using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ReleaseKit.Rehearsal.Npm;

/// <summary>Everything stored about one npm package.</summary>
/// <param name="Name">With its scope.</param>
/// <param name="Revision">Counts changes; clients send it back to change what they saw.</param>
/// <param name="Created">When its first version was accepted.</param>
/// <param name="Modified">When it last changed.</param>
/// <param name="Tags">The dist-tags, by name.</param>
/// <param name="Versions">In the order of their publication.</param>
/// <param name="Unpublished">Versions that were removed and can never be published again.</param>
internal sealed record NpmPackage(
    string Name,
    int Revision,
    DateTimeOffset Created,
    DateTimeOffset Modified,
    ImmutableSortedDictionary<string, string> Tags,
    ImmutableArray<NpmVersion> Versions,
    ImmutableArray<string> Unpublished)
{
    public static NpmPackage New(string name, DateTimeOffset now) =>
        new(name, 0, now, now, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), [], []);

    /// <summary>The revision in CouchDB's form.</summary>
    [JsonIgnore]
    public string RevisionText => $"{Revision}-0";

    public NpmVersion? Version(string version) => Versions.FirstOrDefault(v => v.Version == version);

    /// <summary>
    /// The package as the index knows it at a time: without the versions still to be indexed, and with every tag where it
    /// was before one of them took it.
    /// </summary>
    public NpmPackage AsOf(DateTimeOffset now)
    {
        var visible = Versions.Where(v => v.VisibleFrom <= now).ToImmutableArray();
        if (visible.Length == Versions.Length)
        {
            return this;
        }

        var tags = Tags.ToBuilder();
        foreach (var tag in Tags.Keys)
        {
            var target = tags[tag];
            while (target is not null && Version(target) is { } hidden && hidden.VisibleFrom > now)
            {
                target = hidden.Displaced.GetValueOrDefault(tag);
            }

            if (target is null || visible.All(v => v.Version != target))
            {
                tags.Remove(tag);
            }
            else
            {
                tags[tag] = target;
            }
        }

        return this with { Versions = visible, Tags = tags.ToImmutable() };
    }

    /// <summary>The package after a change at a time.</summary>
    public NpmPackage Changed(DateTimeOffset now) => this with { Revision = Revision + 1, Modified = now };
}
