using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm.Editing;

/// <summary>Splices versions and ranges into a <c>package.json</c>.</summary>
internal static class ManifestEditor
{
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-CHANGED</c> for every change whose old value is not there.</exception>
    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        var manifest = PackageManifest.Parse(RelativePath.Parse(file.Path), file);
        var edits = new List<TextEdit>();
        var problems = new List<Diagnostic>();
        foreach (var change in changes)
        {
            switch (change)
            {
                case VersionChange version:
                    edits.AddRange(EditVersion(manifest, version, problems));
                    break;
                case RangeChange range:
                    edits.AddRange(EditRange(manifest, range, problems));
                    break;
            }
        }

        return problems.Count == 0 ? [.. edits.Distinct()] : throw new ReleaseException(problems);
    }

    private static IEnumerable<TextEdit> EditVersion(PackageManifest manifest, VersionChange change, List<Diagnostic> problems)
    {
        var version = manifest.Root["version"];
        if (version is JsonStringSyntax text && (text.Value == change.To || text.Value == change.From))
        {
            return text.Value == change.To ? [] : [JsonEditing.Replace(text, change.To)];
        }

        if (version is null && change.From.Length == 0)
        {
            return [JsonEditing.InsertMember(manifest.Root, "version", JsonEditing.Quote(change.To), manifest.Source)];
        }

        problems.Add(ManifestCodes.Changed.At(
            manifest.Locate(version ?? manifest.Root),
            $"The version of {change.Package.Name} should be '{change.From}' here, to become '{change.To}'; it is {Show(version)}. Make a new plan."));
        return [];
    }

    private static IEnumerable<TextEdit> EditRange(PackageManifest manifest, RangeChange change, List<Diagnostic> problems)
    {
        var block = PackageManifest.Blocks.Single(b => b.Kind == change.Kind).Block;
        var entries = (manifest.Root.FindObject(block)?.Members ?? []).Where(m => Concerns(m, change)).ToArray();
        var old = entries.Where(m => Says(m, change.From)).ToArray();

        // What a member refers to by 'catalog:' stands in a catalogue of the root, which may depend on the same package itself.
        var shared = ManifestCatalogs.OfBun(manifest).Where(e => e.Dependency == change.Dependency.Name).Select(e => e.Range).ToArray();
        var oldShared = shared.Where(range => range.Value == change.From).ToArray();
        if (old.Length + oldShared.Length > 0)
        {
            return old.Where(m => !Says(m, Target(m, change))).Select(m => JsonEditing.Replace((JsonStringSyntax)m.Value, Target(m, change)))
                .Concat(oldShared.Where(range => range.Value != change.To).Select(range => JsonEditing.Replace(range, change.To)));
        }

        if (!entries.Any(m => Says(m, Target(m, change))) && !shared.Any(range => range.Value == change.To))
        {
            var found = entries.FirstOrDefault()?.Value;
            problems.Add(ManifestCodes.Changed.At(
                manifest.Locate(found ?? manifest.Root[block] ?? manifest.Root),
                $"'{block}' should ask for {change.Dependency.Name} with '{change.From}' here, to become '{change.To}'; it has {Show(found)}. Make a new plan."));
        }

        return [];
    }

    /// <summary>An entry under the package's own name, one that names it as an alias, or one that points to its folder.</summary>
    private static bool Concerns(JsonMemberSyntax member, RangeChange change)
    {
        if (member.Value is not JsonStringSyntax text)
        {
            return false;
        }

        var specifier = DependencySpecifier.Parse(text.Value);
        return specifier.Alias is { } alias
            ? alias == change.Dependency.Name
            : member.Name == change.Dependency.Name || (specifier.Kind == SpecifierKind.Path && text.Value == change.From);
    }

    /// <summary>A reference to a catalogue counts as any other: the range that is pinned came from its entry.</summary>
    private static bool Says(JsonMemberSyntax member, string value) =>
        member.Value is JsonStringSyntax text &&
        (text.Value == value ||
            (value == DependencySpecifier.CatalogProtocol && text.Value.Trim().StartsWith(DependencySpecifier.CatalogProtocol, StringComparison.Ordinal)));

    /// <summary>
    /// The value to write. An entry under another name than the package's own must go on naming the package: a bare range
    /// would ask the registry for whatever has that other name.
    /// </summary>
    private static string Target(JsonMemberSyntax member, RangeChange change) =>
        member.Name != change.Dependency.Name && DependencySpecifier.Parse(change.To) is { Kind: SpecifierKind.Range, Alias: null }
            ? $"npm:{change.Dependency.Name}@{change.To}"
            : change.To;

    private static string Show(JsonValueSyntax? value) => value switch
    {
        null => "nothing",
        JsonStringSyntax text => JsonEditing.Quote(text.Value),
        _ => value.Description,
    };
}
