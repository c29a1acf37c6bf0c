using ReleaseKit.Rehearsal.Forges.Bitbucket;
using ReleaseKit.Rehearsal.Forges.Gitea;
using ReleaseKit.Rehearsal.Forges.GitHub;
using ReleaseKit.Rehearsal.Forges.GitLab;
using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal.Forges;

/// <summary>
/// The forges spoken: a new one is a folder and a line here. Use: <c>--forge github:acme/widgets=/path/to/bare.git</c>, once
/// for each repository, gives <c>http://127.0.0.1:PORT/github/api/v3</c> (the value of <c>forge_url</c>; <c>gitea/api/v1</c>,
/// <c>gitlab/api/v4</c>, <c>bitbucket/2.0</c> likewise), whose pull requests are about the branches of that bare repository:
/// clone from it and push to it with git as to any remote. Merging makes real commits there. What git does not hold lies in
/// <c>forges/</c> of the storage folder, one JSON file for each repository, so that a forge that was killed goes on.
/// <c>GET /_forges</c> shows all of it, dispatches and statuses included. Faults are those of registries, with the forge as
/// <c>ecosystem</c> and method and path below the repository as <c>package</c>: <c>{"ecosystem":"github","package":"POST pulls","status":403,"retryAfter":1,"times":1}</c>.
/// In tests: <c>RehearsalProgram.StartAsync(storage, token, "--forge", $"github:acme/widgets={bare}")</c>, then
/// <c>new ForgeSettings { Kind = ForgeKind.GitHub, RepositoryUrl = $"{address}acme/widgets", ForgeUrl = $"{address}github/api/v3" }</c>
/// with the token in the usual variable: loopback hosts may have it. A branch is protected by
/// <c>git config --add loopback.protectedBranch main</c> in the bare repository, a default branch renamed with <c>git symbolic-ref HEAD</c>.
/// </summary>
internal static class ForgeProtocols
{
    private static readonly Dictionary<string, Func<ForgeShelf, ForgeProtocol>> Spoken = new(StringComparer.Ordinal)
    {
        ["github"] = shelf => new GitHubProtocol(shelf),
        ["gitlab"] = shelf => new GitLabProtocol(shelf),
        ["bitbucket"] = shelf => new BitbucketProtocol(shelf),
        ["gitea"] = shelf => new GiteaProtocol(shelf),
    };

    /// <summary>The forges served, as in the key <c>forge</c>; the first segment of their URLs.</summary>
    public static IReadOnlyCollection<string> Names => Spoken.Keys;

    /// <summary>Whether a raw path is below a forge.</summary>
    public static bool IsForge(string path) => Spoken.ContainsKey(path.TrimStart('/').Split('/')[0]);

    public static IReadOnlyList<ForgeProtocol> All(IReadOnlyList<HostedRepository> repositories, StorageFolder storage, TimeProvider clock) =>
        [.. Spoken.Select(s => s.Value(new ForgeShelf(s.Key, [.. repositories.Where(r => r.Forge == s.Key)], storage, clock)))];
}
