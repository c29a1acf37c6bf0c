using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about asking forges: GitHub, GitLab, Bitbucket, Gitea and Forgejo.</summary>
public static class ForgeCodes
{
    /// <summary>The forge does not take the credential.</summary>
    public static readonly DiagnosticDescriptor Unauthorized = new(
        "RK-FORGE-UNAUTHORIZED", Error, "A forge does not take the credential",
        "There is no token, or it is wrong, revoked or expired.",
        "Put a valid token into the environment variable that the message names.");

    /// <summary>The credential is good, but may not do that.</summary>
    public static readonly DiagnosticDescriptor Forbidden = new(
        "RK-FORGE-FORBIDDEN", Error, "A token may not do what is asked",
        "The token lacks a right, or a rule of the repository or the organization forbids it.",
        "Give the token the right that docs/forges.md lists for the operation, or change the rule.");

    /// <summary>The forge has no such thing, or hides it.</summary>
    public static readonly DiagnosticDescriptor NotFound = new(
        "RK-FORGE-NOT-FOUND", Error, "A forge has no such thing",
        "The repository, pull request or release does not exist, was renamed or deleted; forges say the same of what the token may not see.",
        "Check the keys repository_url and forge_url, and that the token may see the repository.");

    /// <summary>The forge refuses what is asked, whoever asks.</summary>
    public static readonly DiagnosticDescriptor Refused = new(
        "RK-FORGE-REFUSED", Error, "A forge refuses what is asked",
        "A text is too long, a branch is protected, gone or in conflict, or the state of things has changed meanwhile.",
        "Read the forge's own words in the message, change what they name, then run again.");

    /// <summary>Too many requests, and the forge wants a longer pause than is waited for.</summary>
    public static readonly DiagnosticDescriptor RateLimited = new(
        "RK-FORGE-RATE-LIMITED", Error, "A forge wants to be left alone for a while",
        "The limit on requests is used up, by this run or by others with the same token, and the pause asked for is too long to wait.",
        "Run again after the time that the message names; what is done already is found and kept.");

    /// <summary>The forge cannot be talked to.</summary>
    public static readonly DiagnosticDescriptor Unreachable = new(
        "RK-FORGE-UNREACHABLE", Error, "A forge cannot be reached",
        "Its name does not resolve, the connection fails or breaks, or it fails or stays silent several times in a row.",
        "Check the address, the network, the proxy variables and the forge's status page, then run again: what is done already is found and kept.");

    /// <summary>The forge answers something that its API does not foresee.</summary>
    public static readonly DiagnosticDescriptor Answer = new(
        "RK-FORGE-ANSWER", Error, "A forge gives an unusable answer",
        "The body is not the JSON that the API foresees: the address may be that of a proxy, a login page or another program.",
        "Check the keys forge and forge_url: the address must be that of the API.");

    /// <summary>It is not known which forge the repository is on.</summary>
    public static readonly DiagnosticDescriptor Unknown = new(
        "RK-FORGE-UNKNOWN", Error, "It is not known what forge the repository is on",
        "Neither configuration, nor the remote's address, nor a CI variable tells, or what they tell cannot be used.",
        "Set the keys forge, repository_url and, for a self-hosted forge, forge_url.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Unauthorized, Forbidden, NotFound, Refused, RateLimited, Unreachable, Answer, Unknown];
}
