using ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>What the words in a block of a build script belong to.</summary>
internal enum BuildBlockKind
{
    /// <summary>Another project's script, of which only what it says about other projects counts.</summary>
    Outside,

    /// <summary>A block that is not known: dependencies are looked for in it.</summary>
    Foreign,

    /// <summary><c>plugins { }</c>.</summary>
    Plugins,

    /// <summary><c>apply { }</c>.</summary>
    Apply,

    /// <summary>The container of plugins.</summary>
    PluginContainer,

    /// <summary><c>dependencies { }</c>.</summary>
    Dependencies,

    /// <summary><c>publications { }</c>.</summary>
    Publications,

    /// <summary>The block of one publication.</summary>
    Publication,

    /// <summary><c>ext { }</c>.</summary>
    Extra,
}

/// <summary>A block of a project's script.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Facts">The project.</param>
/// <param name="Prefix">The source set around dependencies; empty when there is none.</param>
internal sealed record BuildBlock(BuildBlockKind Kind, ProjectFacts Facts, string Prefix = "")
{
    /// <summary>The publication of a publication's block.</summary>
    public PublicationFacts? Publication { get; init; }

    /// <summary>Whether what stands here constrains versions and adds nothing.</summary>
    public bool IsConstraint { get; init; }
}

/// <summary>The name of a source set, on the way to its dependencies.</summary>
internal sealed record SourceSetName(string Name);

/// <summary>A dependency with what a function around it says.</summary>
/// <param name="Value">The dependency.</param>
/// <param name="IsPlatform">Whether it is a platform.</param>
/// <param name="IsDevelopment">Whether only fixtures of tests are taken.</param>
internal sealed record WrappedNeed(object? Value, bool IsPlatform, bool IsDevelopment);
