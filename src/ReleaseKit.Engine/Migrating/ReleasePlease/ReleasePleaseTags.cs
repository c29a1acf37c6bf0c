using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Core.Tags;

namespace ReleaseKit.Engine.Migrating.ReleasePlease;

/// <summary>Finds the one form that gives the most packages the tags that they have, and forms of their own for the rest.</summary>
internal static class ReleasePleaseTags
{
    private static readonly ImmutableArray<string> Deciding = ["tag-separator", "include-v-in-tag", "include-component-in-tag", "packages"];
    private static readonly ImmutableArray<string> Names = ["{name}", "{unscoped}", "{directory}"];

    public static void Take(ReleasePleaseSettings settings, JsonSettings root, MigrationSource source, MigrationDraft draft)
    {
        var found = settings.Packages.Select(package => (Settings: package, Packages: source.In(package.Path).ToArray())).Where(pair => pair.Packages.Length > 0).ToArray();
        if (found.Length == 0)
        {
            return;
        }

        // Of forms that are right equally often one that tells packages apart.
        var forms = found.SelectMany(pair => FormsOf(pair.Settings)).Distinct(StringComparer.Ordinal).OrderByDescending(form => Names.Any(form.Contains)).ToArray();
        var best = forms.MaxBy(form => found.Count(pair => pair.Packages.All(p => Gives(form, p, pair.Settings))))!;
        var key = Deciding.First(root.Has);
        draft.Set("", "tag_format", MigrationDraft.Text(best), root.Source(key));
        foreach (var (package, members) in found.Where(pair => !pair.Packages.All(p => Gives(best, p, pair.Settings))))
        {
            var table = MigrationDraft.Group("tags-" + Label(package));
            var place = root.Object("packages")!.Source(package.Path);
            draft.Set(table, "packages", MigrationDraft.List(members.Select(m => m.Id.ToString())), place);
            draft.Set(table, "tag_format", MigrationDraft.Text(package.TagFormat), place);
        }
    }

    /// <summary>The literal form, and those with a placeholder for the component.</summary>
    private static IEnumerable<string> FormsOf(ReleasePleasePackage package) => package.ComponentInTag && package.Component.Length > 0
        ? Names.Select(name => (package with { Component = name }).TagFormat)
        : [package.TagFormat];

    private static bool Gives(string form, Package package, ReleasePleasePackage settings) =>
        TagFormat.TryParse(form, out var format) && format.Format(package, "1.2.3") == settings.Tag("1.2.3");

    private static string Label(ReleasePleasePackage package) => string.Concat((package.Component.Length > 0 ? package.Component : "root").Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
}
