using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Python.Projects;

namespace ReleaseKit.Engine.Ecosystems.Python.Setup;

/// <summary>What a <c>setup.cfg</c> or a <c>setup.py</c> says by setuptools' keywords, as far as reading tells.</summary>
internal sealed class SetupFile(RelativePath path, SourceText source)
{
    /// <summary>What the lists of requirements are for, by their keyword.</summary>
    public static readonly IReadOnlyDictionary<string, DependencyKind> Lists = new Dictionary<string, DependencyKind>(StringComparer.Ordinal)
    {
        ["install_requires"] = DependencyKind.Runtime,
        ["extras_require"] = DependencyKind.Optional,
        ["setup_requires"] = DependencyKind.Build,
        ["tests_require"] = DependencyKind.Dev,
    };

    public RelativePath Path => path;

    public SourceText Source => source;

    /// <summary>Keywords with one value that is written out.</summary>
    public Dictionary<string, SetupText> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Keywords whose value only running the file tells, with its place.</summary>
    public Dictionary<string, TextSpan> Computed { get; } = new(StringComparer.Ordinal);

    /// <summary>Every keyword that is given, in whichever way.</summary>
    public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

    public List<SetupText> Classifiers { get; } = [];

    public List<LineRequirement> Requirements { get; } = [];

    /// <summary>Files that requirements are to be read from.</summary>
    public List<(SetupText File, DependencyKind Kind)> RequirementFiles { get; } = [];

    /// <summary>Folders of packages by their name; that of the others has an empty one.</summary>
    public Dictionary<string, string> PackageDirectories { get; } = new(StringComparer.Ordinal);

    /// <summary>Folders that packages are looked for in.</summary>
    public List<string> Where { get; } = [];

    /// <summary>Why the file may say more than was read, as a clause for people; null when it does not.</summary>
    public string? Opaque { get; set; }

    /// <summary>What is wrong with values.</summary>
    public List<Diagnostic> Problems { get; } = [];

    /// <summary>Takes a requirement; the comment that setuptools takes off is left out.</summary>
    public void Require(SetupText text, DependencyKind kind)
    {
        var comment = text.Value.StartsWith('#') ? 0 : text.Value.IndexOf(" #", StringComparison.Ordinal);
        var written = comment < 0 ? text : SetupText.Trimmed(source.Text, text.Span.Start, text.Span.Start + comment);
        if (written.Value.Length == 0)
        {
            return;
        }

        if (Requirement.TryParse(written.Value, out var requirement, out var problem))
        {
            Requirements.Add(new LineRequirement(requirement, kind, source, written.Span));
        }
        else
        {
            Report(written.Span, $"'{written.Shown}' is not a requirement by PEP 508: {problem}.");
        }
    }

    public void Report(TextSpan at, string message) =>
        Problems.Add(ManifestCodes.Invalid.At(source.Locate(at), DisplayText.Line($"{path}: {message}")));
}
