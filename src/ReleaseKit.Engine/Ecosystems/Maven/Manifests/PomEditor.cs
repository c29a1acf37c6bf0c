using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Xml;
using ReleaseKit.Engine.Ecosystems.Maven.Poms;

namespace ReleaseKit.Engine.Ecosystems.Maven.Manifests;

/// <summary>Splices versions into poms, where they are written: in the element, or in the property that it refers to.</summary>
internal static class PomEditor
{
    /// <summary>The splices for one file.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-CHANGED</c>, <c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        var pom = PomFile.Parse(RelativePath.Parse(file.Path), file);

        // Packages that share a version ask for the same splice.
        var edits = changes.SelectMany(change => Edit(pom, change)).Where(edit => !edit.IsNone()).Distinct().OrderBy(edit => edit.Span.Start).ToImmutableArray();
        for (var i = 1; i < edits.Length; i++)
        {
            if (edits[i].Span.Start < edits[i - 1].Span.End || edits[i].Span == edits[i - 1].Span)
            {
                throw new ReleaseException(ManifestCodes.Changed.At(
                    file.Locate(edits[i].Span), $"{file.Path}: two packages that share this place get different versions. Release them in one group, or give each a version of its own."));
            }
        }

        return edits;
    }

    private static bool IsNone(this TextEdit edit) => edit.Span.Length == 0 && edit.Replacement.Length == 0;

    private static IEnumerable<TextEdit> Edit(PomFile pom, ManifestChange change)
    {
        var slots = change switch
        {
            VersionChange version => VersionSlots.Of(pom, version),
            RangeChange range => RangeSlots.Of(pom, range),
            _ => throw new ArgumentException($"{change.GetType().Name} is no change of a pom.", nameof(change)),
        };
        if (slots.Where(slot => slot.Value == change.From).ToArray() is { Length: > 0 } found)
        {
            return change.From == change.To ? [] : found.SelectMany(slot => slot.Write(change.To));
        }

        return slots.Any(slot => slot.Value == change.To) ? [] : throw Changed(pom, change, slots);
    }

    private static ReleaseException Changed(PomFile pom, ManifestChange change, IReadOnlyList<VersionSlot> slots)
    {
        var what = change is RangeChange range ? $"the version of {range.Dependency.Name}" : $"the version of {change.Package.Name}";
        var found = slots.Count == 0 ? "it is not there in one place" : $"it says '{slots[0].Value}'";
        var place = slots.Count == 0 ? new SourceLocation(pom.Path.Value, 1, 1) : pom.Locate(slots[0].Element);
        return new ReleaseException(ManifestCodes.Changed.At(
            place, DisplayText.Line($"{pom.Path} was to change {what} from '{change.From}' to '{change.To}', yet {found}; make a new plan.")));
    }
}
