using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>A requirement on a line of its own, in a file that setuptools reads dependencies from.</summary>
internal sealed record LineRequirement(Requirement Requirement, DependencyKind Kind, SourceText Source, TextSpan Span)
    : DeclaredRequirement(Requirement.Name, Requirement.Range, Kind, Source, Span)
{
    public override bool IsDirect => Requirement.IsDirect;

    public override TextEdit WithRange(string range) =>
        new(new TextSpan(Span.Start + Requirement.RangeSpan.Start, Requirement.RangeSpan.Length), range);

    /// <summary>
    /// The requirements of a file: comments and blank lines left out, as setuptools does. Lines it would refuse (options,
    /// nested files) are left to it: they name no sibling.
    /// </summary>
    public static IEnumerable<LineRequirement> Read(SourceText file, DependencyKind kind)
    {
        for (var start = file.ContentStart; start < file.Text.Length;)
        {
            var end = file.Text.IndexOf('\n', start) is var feed and >= 0 ? feed : file.Text.Length;
            var line = file.Text[start..end];
            var comment = line.StartsWith('#') ? 0 : line.IndexOf(" #", StringComparison.Ordinal);
            var text = (comment >= 0 ? line[..comment] : line).TrimEnd();
            if (Requirement.TryParse(text, out var requirement, out _))
            {
                yield return new LineRequirement(requirement, kind, file, new TextSpan(start, text.Length));
            }

            start = end + 1;
        }
    }
}
