using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>One build: what a settings file, or a build script alone, defines.</summary>
/// <param name="directory">The folder of the settings.</param>
/// <param name="name">What the root is called unless the settings say otherwise.</param>
internal sealed class GradleBuild(RelativePath directory, string name)
{
    public RelativePath Directory => directory;

    /// <summary>The settings; null for a build script alone.</summary>
    public RelativePath? Settings { get; init; }

    public GradleProject Root { get; } = new(null, name, directory) { IsIncluded = true };

    /// <summary>Folders of builds that are included, with whether they only bring plugins.</summary>
    public List<(RelativePath Directory, bool IsLogic)> IncludedBuilds { get; } = [];

    /// <summary>The files of version catalogues by the name that scripts use.</summary>
    public Dictionary<string, RelativePath> Catalogs { get; } = new(StringComparer.Ordinal) { ["libs"] = directory.Combine("gradle/libs.versions.toml") };

    /// <summary>Whether the settings include projects that cannot be told by reading them.</summary>
    public bool IncludesUnknown { get; set; }

    /// <summary>Every project, parents first.</summary>
    public IEnumerable<GradleProject> Projects => Root.Descendants.Prepend(Root);

    /// <summary>The project with that path, <c>:a:b</c> or <c>a:b</c>; null when there is none.</summary>
    public GradleProject? Find(string path)
    {
        var at = Root;
        foreach (var name in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            at = at?.Children.Find(c => c.Name == name);
        }

        return at;
    }

    /// <summary>Adds the project with that path and those above it, as <c>include</c> does.</summary>
    public GradleProject? Include(string path)
    {
        var at = Root;
        foreach (var name in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var child = at.Children.Find(c => c.Name == name);
            if (child is null)
            {
                if (!at.Directory.TryCombine(name, out var folder))
                {
                    return null;
                }

                at.Children.Add(child = new GradleProject(at, name, folder));
            }

            at = child;
        }

        at.IsIncluded = true;
        return at;
    }
}
