using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Git;

/// <summary>Makes commits and tags, which git signs where it is set up so, and tells a signature that cannot be made from other failures.</summary>
internal static class GitSigning
{
    /// <summary>What git, gpg and ssh-keygen say through git when there is no signature.</summary>
    private static readonly string[] Failures = ["failed to sign", "unable to sign", "failed to write commit object", "user.signingkey", "user.signingKey", "gpg.ssh.defaultKeyCommand"];

    /// <summary>Runs a command that makes a commit or a tag.</summary>
    /// <exception cref="ReleaseException"><c>RK-GIT-SIGN</c>; <c>RK-TOOL-FAILED</c>.</exception>
    public static async Task RunAsync(GitClient git, string[] arguments, CancellationToken cancellationToken, string? input = null)
    {
        var result = await git.RunAsync(arguments, cancellationToken, input, 1, 128);
        if (!result.Succeeded)
        {
            Require(result);
            await git.RunAsync(arguments, cancellationToken, input);
        }
    }

    /// <summary>Throws when git stopped because it could not sign.</summary>
    /// <exception cref="ReleaseException"><c>RK-GIT-SIGN</c>.</exception>
    public static void Require(ProcessResult result)
    {
        if (Failures.Any(text => result.Error.Contains(text, StringComparison.Ordinal)))
        {
            throw new ReleaseException(GitCodes.Sign.Create(
                $"git is set up to sign (commit.gpgSign, tag.gpgSign or tag.forceSignAnnotated) and could not: {string.Join(" / ", result.Error.Split('\n').Select(l => DisplayText.Line(l.Trim())).Where(l => l.Length > 0).Take(4))}. " +
                "Give this machine the key that user.signingKey names, or switch signing off for it, then run again."));
        }
    }
}
