using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>What both passes over one project share: its files, its properties, and how text and conditions are read.</summary>
internal sealed class EvaluationContext
{
    private readonly PropertyExpander _expander;

    /// <summary>A context for one project.</summary>
    public EvaluationContext(ProjectFiles files, RelativePath project, Func<string, string?> environment)
    {
        Files = files;
        Project = project;
        ProjectFolder = files.ToAbsolute(project.Parent);
        Properties = new PropertyTable(environment);
        _expander = new PropertyExpander(Properties, new StaticFunctions(Properties, files));
        SetReserved();
    }

    /// <summary>The workspace's files.</summary>
    public ProjectFiles Files { get; }

    /// <summary>The project being evaluated.</summary>
    public RelativePath Project { get; }

    /// <summary>The absolute folder of the project, without a trailing slash.</summary>
    public string ProjectFolder { get; }

    /// <summary>The properties so far.</summary>
    public PropertyTable Properties { get; }

    /// <summary>Makes <c>MSBuildThisFile…</c> speak of a file.</summary>
    public void Enter(RelativePath file)
    {
        var folder = Files.ToAbsolute(file.Parent);
        Reserve("MSBuildThisFile", file.FileName);
        Reserve("MSBuildThisFileFullPath", Files.ToAbsolute(file));
        Reserve("MSBuildThisFileDirectory", folder.TrimEnd('/') + "/");
        Reserve("MSBuildThisFileDirectoryNoRoot", WithoutRoot(folder) + "/");
        Reserve("MSBuildThisFileName", Path.GetFileNameWithoutExtension(file.FileName));
        Reserve("MSBuildThisFileExtension", Path.GetExtension(file.FileName));
    }

    /// <summary>Expands properties and keeps escapes.</summary>
    public string Expand(string text, ref Doubt doubt) => _expander.Expand(text, ref doubt);

    /// <summary>Expands properties and resolves escapes.</summary>
    public string ExpandUnescaped(string text, ref Doubt doubt) => _expander.ExpandUnescaped(text, ref doubt);

    /// <summary>Evaluates a condition; relative paths in it are seen from <paramref name="folder"/>.</summary>
    public Guard Evaluate(string? condition, string folder)
    {
        if (string.IsNullOrWhiteSpace(condition))
        {
            return Guard.None;
        }

        var doubt = default(Doubt);
        var evaluator = new ConditionEvaluator(ExpandOperand, path => Files.Exists(Resolve(path, folder)));
        var holds = evaluator.Evaluate(condition, ref doubt);
        return new Guard(holds, doubt.Reason);
    }

    /// <summary>A path seen from a folder, with forward slashes.</summary>
    public static string Resolve(string path, string folder) => ProjectFiles.Slashes(Path.Combine(folder, ProjectFiles.Slashes(path)));

    private string ExpandOperand(string text, ref Doubt doubt)
    {
        var expanded = _expander.ExpandUnescaped(text, ref doubt);
        if (text.Contains("@(", StringComparison.Ordinal) || text.Contains("%(", StringComparison.Ordinal))
        {
            doubt.Note($"it looks at items ('{text}')");
        }

        return expanded;
    }

    private void SetReserved()
    {
        Reserve("MSBuildProjectDirectory", ProjectFolder);
        Reserve("MSBuildProjectDirectoryNoRoot", WithoutRoot(ProjectFolder));
        Reserve("MSBuildProjectFile", Project.FileName);
        Reserve("MSBuildProjectFullPath", Files.ToAbsolute(Project));
        Reserve("MSBuildProjectName", Path.GetFileNameWithoutExtension(Project.FileName));
        Reserve("MSBuildProjectExtension", Path.GetExtension(Project.FileName));
        Reserve("MSBuildRuntimeType", "Core");
        Reserve("MSBuildToolsVersion", "Current");
        Reserve("OS", OperatingSystem.IsWindows() ? "Windows_NT" : "Unix");
    }

    private void Reserve(string name, string value) => Properties.Set(name, Escaping.Escape(value));

    private static string WithoutRoot(string folder) => ProjectFiles.Slashes(folder[(Path.GetPathRoot(folder)?.Length ?? 0)..]);
}
