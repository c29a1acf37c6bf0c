namespace ReleaseKit.Engine.Pipelines.GitHub;

/// <summary>A released version of an action. Tags can be moved, so that the commit is what pipelines name.</summary>
/// <param name="Name">Owner and repository.</param>
/// <param name="Commit">Full name of the commit.</param>
/// <param name="Version">The tag that named it.</param>
public sealed record PinnedAction(string Name, string Commit, string Version)
{
    /// <summary>The value of <c>uses</c>, with the version as a comment.</summary>
    public string Uses => $"{Name}@{Commit} # {Version}";
}
