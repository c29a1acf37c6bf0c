using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Ecosystems.Npm.Editing;

/// <summary>
/// Splices ranges into the catalogues of a <c>pnpm-workspace.yaml</c> or a <c>.yarnrc.yml</c>. An entry is found by its name and its old range, in
/// whichever catalogue it is.
/// </summary>
internal static class CatalogEditor
{
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-CHANGED</c> for every change whose old value is not there.</exception>
    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        var document = YamlDocumentSyntax.Parse(file);
        var scalars = PnpmWorkspaceFile.CatalogScalars(document).ToArray();
        var edits = new List<TextEdit>();
        var problems = new List<Diagnostic>();
        foreach (var change in changes)
        {
            var name = (change as RangeChange)?.Dependency.Name;
            var entries = scalars.Where(s => s.Dependency == name).Select(s => s.Range).ToArray();
            var old = entries.Where(range => range.Value == change.From && change.From != change.To).ToArray();
            edits.AddRange(old.Select(range => YamlEditing.ReplaceScalar(range, change.To, file)));
            if (old.Length == 0 && !entries.Any(range => range.Value == change.To))
            {
                problems.Add(ManifestCodes.Changed.At(
                    file.Locate((entries.FirstOrDefault() ?? document.Root).Span),
                    $"A catalogue should ask for {name ?? change.Package.Name} with '{change.From}' here, to become '{change.To}'; none does. Make a new plan."));
            }
        }

        return problems.Count == 0 ? [.. edits.Distinct()] : throw new ReleaseException(problems);
    }
}
