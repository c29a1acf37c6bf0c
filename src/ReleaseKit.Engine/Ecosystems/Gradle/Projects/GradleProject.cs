using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>One project of a build, as its settings name it.</summary>
/// <param name="parent">The project above; null for the root.</param>
/// <param name="name">Its name, which the settings may change.</param>
/// <param name="directory">Its folder, which the settings may change.</param>
internal sealed class GradleProject(GradleProject? parent, string name, RelativePath directory)
{
    public GradleProject? Parent => parent;

    public string Name { get; set; } = name;

    public RelativePath Directory { get; set; } = directory;

    /// <summary>The script's name where the settings say another one than <c>build.gradle</c>.</summary>
    public string? BuildFileName { get; set; }

    /// <summary>Whether the settings name it, and not only one below it.</summary>
    public bool IsIncluded { get; set; }

    public List<GradleProject> Children { get; } = [];

    /// <summary>Its path, <c>:a:b</c>; <c>:</c> for the root.</summary>
    public string Path => Parent is null ? ":" : Parent.Parent is null ? $":{Name}" : $"{Parent.Path}:{Name}";

    /// <summary>Its script, when it has one.</summary>
    public RelativePath? Script { get; set; }

    /// <summary>The projects above, the root first.</summary>
    public IEnumerable<GradleProject> Ancestors => Parent is null ? [] : Parent.Ancestors.Append(Parent);

    /// <summary>The projects below, each before its own.</summary>
    public IEnumerable<GradleProject> Descendants => Children.SelectMany(c => c.Descendants.Prepend(c));

    public override string ToString() => Path;
}
