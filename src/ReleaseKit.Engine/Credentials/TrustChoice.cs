using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Credentials;

/// <summary>That a package may be uploaded by trusted publishing when there is no ordinary credential.</summary>
/// <param name="IdTokenVariable">The variable that configuration names for the CI service's token; it alone counts then. Empty for the usual ones.</param>
public sealed record TrustChoice(string IdTokenVariable)
{
    private const string Auto = "auto";
    private const string Always = "always";
    private const string Never = "never";
    private static readonly string[] Modes = [Auto, Always, Never];

    /// <summary>What configuration comes to for one registry.</summary>
    /// <param name="mode"><c>auto</c> or empty: registries that are known for it; <c>always</c>: all; <c>never</c>.</param>
    /// <param name="variable">The variable that configuration names; naming one asks for it, whatever the registry.</param>
    /// <param name="trust">The ecosystem's way.</param>
    /// <param name="registry">The registry.</param>
    /// <returns>Null when it is not wanted, or not to be had.</returns>
    /// <exception cref="ReleaseException"><c>RK-CREDENTIAL-TRUST</c>: no such mode.</exception>
    public static TrustChoice? Of(string? mode, string? variable, ITrustedPublishing trust, Uri registry)
    {
        ArgumentNullException.ThrowIfNull(trust);
        var named = variable?.Trim() ?? "";
        var chosen = string.IsNullOrWhiteSpace(mode) ? Auto : mode.Trim();
        if (!Modes.Contains(chosen, StringComparer.Ordinal))
        {
            throw new ReleaseException(CredentialCodes.Mode.Create(
                $"ReleaseTrustedPublishing is '{DisplayText.Line(chosen)}'.{NearestName.Question(chosen, Modes)} It is one of {string.Join(", ", Modes)}."));
        }

        var isWanted = chosen == Always || (chosen == Auto && (named.Length > 0 || trust.IsOfferedBy(registry)));
        return isWanted && trust is not NoTrustedPublishing ? new TrustChoice(named) : null;
    }
}
