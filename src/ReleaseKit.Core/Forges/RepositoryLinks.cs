using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Forges;

/// <summary>Addresses of commits, issues and comparisons on the forge of a repository; all null where the forge is not known.</summary>
public sealed partial class RepositoryLinks
{
    /// <summary>Hosts that say what they run: a label of the host name, or its beginning.</summary>
    private static readonly (string Label, ForgeKind Forge)[] Hosts =
    [
        ("github", ForgeKind.GitHub), ("gitlab", ForgeKind.GitLab), ("bitbucket", ForgeKind.Bitbucket),
        ("gitea", ForgeKind.Gitea), ("forgejo", ForgeKind.Gitea), ("codeberg", ForgeKind.Gitea),
    ];

    private readonly string? _home;
    private readonly ForgeKind _forge;

    private RepositoryLinks(string? home, ForgeKind forge) => (_home, _forge) = (home, forge);

    /// <summary>No addresses.</summary>
    public static RepositoryLinks None { get; } = new(null, default);

    /// <summary>
    /// The addresses below a repository's own: <c>https://host/owner/name</c>, or the URL of a remote in any of git's forms.
    /// User names, passwords, queries and ssh ports are left out. Without a forge that is named or that the host's name
    /// tells, there are none.
    /// </summary>
    public static RepositoryLinks Of(string? url, ForgeKind? forge = null)
    {
        return Home(url) is { } home && (forge ?? KindOf(new Uri(home).Host)) is { } kind ? new RepositoryLinks(home, kind) : None;
    }

    /// <summary>A repository's own page, by the URL of a remote in any of git's forms; null when it names none.</summary>
    public static string? Home(string? url)
    {
        if (url is null || Address().Match(url.Trim()) is not { Success: true } match)
        {
            return null;
        }

        var (scheme, host, port) = (match.Groups["scheme"].Value, match.Groups["host"].Value.ToLowerInvariant(), match.Groups["port"].Value);
        var path = match.Groups["path"].Value.Trim('/');
        path = path.EndsWith(".git", StringComparison.Ordinal) ? path[..^4] : path;
        if (path.Length == 0 || path.Split('/').Contains("..", StringComparer.Ordinal) || (port.Length > 0 && !ushort.TryParse(port, out _)))
        {
            return null;
        }

        var isWeb = scheme is "http" or "https";
        return $"{(isWeb ? scheme : "https")}://{host}{(isWeb && port.Length > 0 ? ":" + port : "")}/{path}";
    }

    /// <summary>The page of a commit.</summary>
    public string? Commit(string id) => _home is null ? null : _forge switch
    {
        ForgeKind.GitLab => $"{_home}/-/commit/{id}",
        ForgeKind.Bitbucket => $"{_home}/commits/{id}",
        _ => $"{_home}/commit/{id}",
    };

    /// <summary>The page of an issue or a pull request; forges send the one on to the other, except Bitbucket, which has numbers for pull requests only.</summary>
    public string? Reference(string number) => _home is null ? null : _forge switch
    {
        ForgeKind.GitLab => $"{_home}/-/issues/{number}",
        ForgeKind.Bitbucket => $"{_home}/pull-requests/{number}",
        _ => $"{_home}/issues/{number}",
    };

    /// <summary>The page of the files of a branch.</summary>
    public string? Branch(string name) => _home is null ? null : _forge switch
    {
        ForgeKind.GitLab => $"{_home}/-/tree/{Encode(name)}",
        ForgeKind.Bitbucket => $"{_home}/src/{Encode(name)}",
        ForgeKind.Gitea => $"{_home}/src/branch/{Encode(name)}",
        _ => $"{_home}/tree/{Encode(name)}",
    };

    /// <summary>The page of a file as a tag has it; of all files where none is named.</summary>
    /// <param name="tag">The tag, without <c>refs/tags/</c>.</param>
    /// <param name="path">The file, from the repository's top level; null for all.</param>
    public string? At(string tag, string? path = null)
    {
        var file = path is null ? "" : "/" + Encode(path);
        return _home is null ? null : _forge switch
        {
            ForgeKind.GitLab => $"{_home}/-/{(path is null ? "tree" : "blob")}/{Encode(tag)}{file}",
            ForgeKind.Bitbucket => $"{_home}/src/{Encode(tag)}{file}",
            ForgeKind.Gitea => $"{_home}/src/tag/{Encode(tag)}{file}",
            _ => $"{_home}/{(path is null ? "tree" : "blob")}/{Encode(tag)}{file}",
        };
    }

    /// <summary>The page of what changed between two tags.</summary>
    public string? Compare(string from, string to) => _home is null ? null : _forge switch
    {
        ForgeKind.GitLab => $"{_home}/-/compare/{Encode(from)}...{Encode(to)}",
        ForgeKind.Bitbucket => $"{_home}/branches/compare/{Encode(to)}%0D{Encode(from)}",
        _ => $"{_home}/compare/{Encode(from)}...{Encode(to)}",
    };

    /// <summary>Everything but what can stand in a path as it is; parentheses would end a Markdown link.</summary>
    private static string Encode(string tag) => Uri.EscapeDataString(tag)
        .Replace("%2F", "/", StringComparison.Ordinal).Replace("%40", "@", StringComparison.Ordinal)
        .Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);

    /// <summary>What a host runs, as far as its name tells; null when it does not.</summary>
    public static ForgeKind? KindOf(string host)
    {
        foreach (var (label, forge) in Hosts)
        {
            if (host.Split('.').Any(part => part == label || part.StartsWith(label + "-", StringComparison.Ordinal)))
            {
                return forge;
            }
        }

        return null;
    }

    /// <summary>https://user:secret@host:443/path.git, ssh://git@host:22/path, and git@host:path; nothing that could leave a Markdown link.</summary>
    [GeneratedRegex(
        """
        \A (?: (?<scheme>https?|ssh|git(?:\+ssh)?) :// (?:[^/\s@]*@)* (?<host>[A-Za-z0-9][A-Za-z0-9.-]*) (?: : (?<port>[0-9]{1,5}) )? /
             | (?:[^/\s@:]+@)? (?<host>[A-Za-z0-9][A-Za-z0-9.-]+) : (?!/|[0-9]+/) )
        (?<path>[A-Za-z0-9._~%+/-]+) \z
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
