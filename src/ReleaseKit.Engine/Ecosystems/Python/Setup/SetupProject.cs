using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Python.Projects;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Python.Setup;

/// <summary>
/// A project that <c>setup.cfg</c> and <c>setup.py</c> describe, alone or together. What <c>setup.py</c> gives comes first: setuptools
/// takes from <c>setup.cfg</c> only what is not there yet.
/// </summary>
internal sealed class SetupProject(SetupFile? config, SetupFile? script)
{
    public SetupFile? Config => config;

    /// <summary>The manifest: <c>setup.cfg</c> when that has the name, else <c>setup.py</c>.</summary>
    public SetupFile Manifest => config?.Values.ContainsKey("name") == true || script is null ? config! : script;

    /// <summary>Whether the two describe a package; a <c>setup.cfg</c> may be there for other tools alone.</summary>
    public bool DeclaresPackage => config?.Keys.Contains("name") == true || script?.Keys.Contains("name") == true || script?.Opaque is not null;

    /// <summary>What is wrong with values.</summary>
    public IEnumerable<Diagnostic> Problems => (config?.Problems ?? []).Concat(script?.Problems ?? []);

    public IEnumerable<SetupText> Classifiers => Deciding("classifiers")?.Classifiers ?? [];

    /// <summary>The files of a folder as one project; null when they describe no package.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, <c>RK-MANIFEST-ENCODING</c>, and what reading the files raises.</exception>
    public static SetupProject? Read(RelativePath directory, IFileSystem files)
    {
        var config = Source(directory.Combine(SetupConfig.FileName), files);
        var script = Source(directory.Combine(SetupScript.FileName), files);

        // Many a setup.cfg holds nothing but settings of linters, and is nobody's business however it looks.
        var project = new SetupProject(
            config?.Text.Contains("[metadata]", StringComparison.Ordinal) == true || (config is not null && script is not null) ? SetupConfig.Read(RelativePath.Parse(config!.Path), config) : null,
            script is null ? null : SetupScript.Read(RelativePath.Parse(script.Path), script));
        return project.DeclaresPackage ? project : null;
    }

    /// <summary>The file whose word counts for a keyword; null when neither gives it.</summary>
    public SetupFile? Deciding(string key) => script?.Keys.Contains(key) == true ? script : config?.Keys.Contains(key) == true ? config : null;

    /// <summary>The value of a keyword; null when it is not given, or computed.</summary>
    public SetupText? Find(string key) => Deciding(key)?.Values.TryGetValue(key, out var value) == true ? value : null;

    public bool Has(params string[] keys) => Array.Exists(keys, key => Deciding(key) is not null);

    /// <summary>The name as <c>setup.cfg</c> or <c>setup.py</c> write it; null when running code makes it.</summary>
    public (SetupFile File, SetupText Text)? Name =>
        Deciding("name") is { } file && file.Values.TryGetValue("name", out var name) ? (file, name) : config?.Values.TryGetValue("name", out var other) == true ? (config, other) : null;

    /// <summary>What counts of the requirements, files that list them included.</summary>
    public List<DeclaredRequirement> Requirements(IFileSystem files)
    {
        var result = new List<DeclaredRequirement>();
        foreach (var (key, kind) in SetupFile.Lists)
        {
            if (Deciding(key) is not { } from)
            {
                continue;
            }

            result.AddRange(from.Requirements.Where(r => r.Kind == kind));
            foreach (var (name, _) in from.RequirementFiles.Where(f => f.Kind == kind))
            {
                if (from.Path.Parent.TryCombine(name.Value, out var path) && files.FileExists(path))
                {
                    result.AddRange(LineRequirement.Read(SourceText.Decode(path.Value, files.Read(path)), kind));
                }
                else
                {
                    from.Report(name.Span, $"requirements should be in '{name.Shown}', which is not a file of this workspace.");
                }
            }
        }

        return result;
    }

    /// <summary>Why it is not to be uploaded by what the files say, for people; null when it may be.</summary>
    public string? ReasonAgainst()
    {
        if (Classifiers.FirstOrDefault(c => c.Value.StartsWith("Private ::", StringComparison.OrdinalIgnoreCase)) is { Value: not null } classifier)
        {
            return $"it has the classifier '{DisplayText.Line(classifier.Shown)}'";
        }

        if (script?.Opaque is { } opaque)
        {
            return $"{opaque}; describe the project in {SetupConfig.FileName} or in [project] of {PyProject.FileName}";
        }

        // What is required has to be seen, else a sibling would be released without those who need it.
        var computed = SetupFile.Lists.Where(l => l.Value != DependencyKind.Dev).Select(l => l.Key).Prepend("name").FirstOrDefault(key => script?.Computed.ContainsKey(key) == true);
        return computed is null ? null : $"{script!.Path}({script.Source.Locate(script.Computed[computed]).Line}) computes '{computed}', and it is never run; write it there as literals, or in {SetupConfig.FileName}";
    }

    /// <summary>Why no client builds it, for people; null when one does.</summary>
    public string? ReasonNotBuilt(IFileSystem files) => script is not null || files.FileExists(Manifest.Path.Parent.Combine(PyProject.FileName))
        ? null
        : $"neither build nor pip nor uv builds a folder with {SetupConfig.FileName} alone; add a {PyProject.FileName} with [build-system] and requires = [\"setuptools\"]";

    private static SourceText? Source(RelativePath path, IFileSystem files) => files.FileExists(path) ? SourceText.Decode(path.Value, files.Read(path)) : null;
}
