using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Preparing;

/// <summary>What the steps between a push and a publication ask of a repository.</summary>
internal static class RepositoryExtensions
{
    /// <summary>Its release branches.</summary>
    /// <exception cref="ReleaseException"><c>RK-PREPARE-VCS</c>: its version control system has none.</exception>
    public static IReleaseBranches Branches(this IRepository repository) => repository.ReleaseBranches ?? throw new ReleaseException(PrepareCodes.Vcs.Create(
        $"{repository.Facts.TopLevel} is no git repository, and releases are prepared on branches of git. Release from here with -t:Release."));
}
