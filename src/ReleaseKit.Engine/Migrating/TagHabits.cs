using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Tags;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Releasing;

namespace ReleaseKit.Engine.Migrating;

/// <summary>
/// How a repository has tagged its releases until now, as keys that go on so: the forms of the tags and, where they name no package,
/// whose they are, which the versions in the manifests tell.
/// </summary>
public sealed class TagHabits
{
    private const string WithEcosystem = "{ecosystem}/{name}-v{version}";

    /// <summary>Forms are looked for so often; each explains what those before it left.</summary>
    private const int Most = 6;

    private readonly DiscoveredWorkspace _workspace;
    private readonly Func<Package, IVersionScheme> _schemeOf;
    private readonly Package[] _all;
    private readonly MigrationDraft _draft = new("the tags");
    private readonly List<TagHabit> _habits = [];

    private TagHabits(DiscoveredWorkspace workspace, Func<Package, IVersionScheme> schemeOf)
    {
        (_workspace, _schemeOf) = (workspace, schemeOf);
        _all = [.. workspace.Workspace.Packages.Where(p =>
            p is { Publishable: true, Version: { } version } && !workspace.Excluded.ContainsKey(p.Id) && !workspace.TagFormats.ContainsKey(p.Id) && schemeOf(p).IsValid(version))];
    }

    /// <summary>Looks at the tags; null when the form that tags have without a key is the right one, or nothing can be told.</summary>
    /// <param name="workspace">What was found.</param>
    /// <param name="schemeOf">The version scheme of a package.</param>
    /// <param name="tags">Names of the repository's tags.</param>
    public static Migration? Find(DiscoveredWorkspace workspace, Func<Package, IVersionScheme> schemeOf, IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(schemeOf);
        ArgumentNullException.ThrowIfNull(tags);
        return new TagHabits(workspace, schemeOf).Look(tags);
    }

    private Migration? Look(IReadOnlyList<string> tags)
    {
        if (_all.Length == 0)
        {
            return null;
        }

        var rest = _workspace.TagFormats.GroupBy(pair => pair.Value.Text, StringComparer.Ordinal).Aggregate(
            tags.ToArray(), (left, group) => [.. Index(group.Key, [.. group.Select(pair => _workspace.Workspace.Find(pair.Key)!)], left).Unmatched]);
        var usual = Index(_workspace.DefaultTagFormat.Text, _all, rest);
        var open = _all;
        Take(_workspace.DefaultTagFormat.Text, Owners(_workspace.DefaultTagFormat.Text, _all, usual), usual, ref open, ref rest);
        for (var i = 0; i < Most && TagFormatDetector.Suggest(open, _schemeOf, rest) is { } format; i++)
        {
            var tagged = Index(format, open, rest);
            Take(format, Owners(format, open, tagged), tagged, ref open, ref rest);
        }

        Write(open);
        return _draft.ToMigration() is { Values.IsEmpty: false } found ? found : null;
    }

    private void Take(string format, Package[] members, TagIndex tagged, ref Package[] open, ref string[] rest)
    {
        if (members.Length > 0)
        {
            var example = members.Select(p => tagged.TagsOf(p.Id)).First(own => !own.IsEmpty)[0].Tag;
            _habits.Add(new TagHabit(format, members, TagClashes.Find(TagFormat.Parse(format), members).Length == 0, example));
            open = [.. open.Except(members)];
        }

        rest = [.. tagged.Unmatched];
    }

    /// <summary>
    /// Whose tags of a form are. Where they do not name a package, the newest is the release of those that have its version; and
    /// while a release is being worked on, of those that most have the version of, or else of what lies at the root, if that is ahead of it.
    /// </summary>
    private Package[] Owners(string format, Package[] open, TagIndex tagged)
    {
        var some = open.Where(p => !tagged.TagsOf(p.Id).IsEmpty).ToArray();
        if (!TagHabit.IsSharedForm(format))
        {
            // A few tags that are left over say little when they are beyond what the manifest says.
            return [.. some.Except(TagClashes.Find(TagFormat.Parse(format), open)).Where(p => _habits.Count == 0 || _schemeOf(p).Compare(p.Version!, tagged.TagsOf(p.Id)[0].Version) >= 0)];
        }

        if (open.Length == _all.Length && open.Select(p => p.Version).Distinct(StringComparer.Ordinal).Count() == 1)
        {
            return some;
        }

        var same = some.Where(p => IsNewest(p, tagged.TagsOf(p.Id))).ToArray();
        var ahead = some.Where(p => _schemeOf(p).Compare(p.Version!, tagged.TagsOf(p.Id)[0].Version) > 0).ToArray();
        return same.Length > 0 ? same
            : ahead.GroupBy(p => p.Version, StringComparer.Ordinal).Where(g => g.Count() > 1 && g.Count() * 2 > open.Length).Select(g => g.ToArray()).FirstOrDefault()
            ?? [.. ahead.Where(p => p.Directory.IsRoot).Take(1)];
    }

    /// <summary>Whether the newest tag, or the newest that is no prerelease, is that of the manifest's version.</summary>
    private bool IsNewest(Package package, ImmutableArray<VersionTag> own) =>
        own[0].Version == package.Version || own.FirstOrDefault(t => !_schemeOf(package).IsPrerelease(t.Version))?.Version == package.Version;

    private void Write(Package[] open)
    {
        if (_habits is [{ TellsApart: false } only] && only.Members.Length == _all.Length && _all.Select(p => p.Version).Distinct(StringComparer.Ordinal).Count() == 1)
        {
            _draft.Set("", "synchronize", MigrationDraft.Flag(true), "every package has the same version");
            _draft.Set("", "tag_format", MigrationDraft.Text(only.Format), only.Source);
            return;
        }

        // What most packages do is the form of all that come after them; the others are named.
        var root = _habits.Where(h => h.TellsApart && (!h.IsShared || h.Members.Length == _all.Length)).MaxBy(h => h.Members.Length);
        var format = root?.Format ?? _workspace.DefaultTagFormat.Text;
        var others = _habits.Where(h => h != root).ToArray();
        var clashes = TagClashes.Find(TagFormat.Parse(format), [.. root?.Members ?? [], .. open]);
        if (clashes.Length > 0 && root is null)
        {
            (format, clashes) = (WithEcosystem, []);
            _draft.Set("", "tag_format", MigrationDraft.Text(format), "packages of several ecosystems have one name");
        }
        else if (format != _workspace.DefaultTagFormat.Text)
        {
            _draft.Set("", "tag_format", MigrationDraft.Text(format), root!.Source);
        }

        foreach (var habit in others)
        {
            Group(habit.IsShared && habit.Members.Length > 1 ? "main" : "tags", habit.Members, habit.Format, habit.Source, habit is { TellsApart: false });
        }

        if (clashes.Length > 0)
        {
            Group("tags", clashes, WithEcosystem, "packages of another ecosystem have these names", isFixed: false);
        }
    }

    private void Group(string label, Package[] members, string format, string source, bool isFixed)
    {
        var taken = _draft.ToMigration().Values.Select(v => v.Table).ToHashSet(StringComparer.Ordinal);
        var table = Enumerable.Range(1, int.MaxValue).Select(i => MigrationDraft.Group(i == 1 ? label : $"{label}-{i}")).First(name => !taken.Contains(name));
        if (isFixed)
        {
            _draft.Set(table, "versioning", MigrationDraft.Text("fixed"), "packages with the version of that tag");
        }

        _draft.Set(table, "packages", MigrationDraft.List(members.Select(p => p.Id.ToString())), source);
        _draft.Set(table, "tag_format", MigrationDraft.Text(format), source);
    }

    private TagIndex Index(string format, Package[] packages, string[] tags) => new(TagFormat.Parse(format), packages, _schemeOf, tags, _ => "");
}
