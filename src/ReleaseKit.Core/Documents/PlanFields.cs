using System.Collections.Immutable;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Upstream;

namespace ReleaseKit.Core.Documents;

/// <summary>A plan from JSON; the way back of <see cref="PlanWriter"/>.</summary>
internal static class PlanFields
{
    /// <summary>The whole document.</summary>
    public static ReleasePlan Plan(JsonField root) => new()
    {
        Base = root.Required("base").Text(),
        Date = root.Required("date").Text(),
        Releases = root.Required("releases").List(Release),
        OtherEdits = root.Required("otherEdits").List(Edit),
        Order = root.Required("order").List(layer => layer.List(id => id.Id())),
        UsedChangeFiles = root.Required("changeFiles").List(file => file.Path()),
        Upstream = Upstream(root.Optional("upstream")),
        Skipped = root.Required("skipped").List(s => new SkippedPackage(s.Required("id").Id(), s.Required("why").Text())),
    };

    /// <summary>A list of releases of other repositories, which documents without any leave out.</summary>
    public static ImmutableArray<UpstreamRelease> Upstream(JsonField? field) =>
        field?.List(r => new UpstreamRelease(r.Required("id").Id(), r.Required("version").Text())) ?? [];

    private static PlannedRelease Release(JsonField field) => new()
    {
        Id = field.Required("id").Id(),
        From = field.Optional("from")?.Text(),
        To = field.Required("to").Text(),
        Bump = field.Required("bump").Name(DocumentNames.Bumps),
        Tag = field.Required("tag").Text(),
        IsPublished = field.Optional("published")?.Flag() ?? true,
        Reasons = field.Required("reasons").List(Reason),
        Edits = field.Required("edits").List(Edit),
    };

    private static ReleaseReason Reason(JsonField field) => new(
        field.Required("kind").Name(DocumentNames.Reasons),
        field.Required("bump").Name(DocumentNames.Bumps),
        field.Required("summary").Text(),
        field.Optional("commit")?.Text(),
        field.Optional("package")?.Id(),
        field.Optional("type")?.Text(),
        field.Optional("scope")?.Text(),
        field.Optional("breaking")?.Flag() ?? false,
        field.Optional("breakingNote")?.Text(),
        field.Optional("references")?.List(r => r.Text()) ?? default)
    {
        ChangeFile = field.Optional("changeFile")?.Path(),
        Text = field.Optional("text")?.Text(),
        From = field.Optional("from")?.Text(),
        To = field.Optional("to")?.Text(),
        Section = field.Optional("section")?.Text(),
        Authors = field.Optional("authors")?.List(a => a.Text()) ?? [],
    };

    private static ManifestChange Edit(JsonField field)
    {
        var (file, package) = (field.Required("file").Path(), field.Required("package").Id());
        var (from, to) = (field.Required("from").Text(), field.Required("to").Text());
        return field.Required("kind").OneOf("version", "range", "lock") switch
        {
            "version" => new VersionChange(file, package, from, to),
            "lock" when field.Optional("dependency") is { } dependency => new LockRangeChange(
                file, package, field.Required("directory").Path(), dependency.Id(), field.Required("dependencyKind").Name(DocumentNames.DependencyKinds), from, to),
            "lock" => new LockChange(file, package, from, to),
            _ => new RangeChange(
                file, package, field.Required("dependency").Id(), field.Required("dependencyKind").Name(DocumentNames.DependencyKinds), from, to),
        };
    }
}
