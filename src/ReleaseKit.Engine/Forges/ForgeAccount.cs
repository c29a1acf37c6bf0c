using System.Text;
using ReleaseKit.Core.Secrets;

namespace ReleaseKit.Engine.Forges;

/// <summary>A credential and the header that carries it.</summary>
/// <param name="Header">Name of the header, such as <c>Authorization</c>.</param>
/// <param name="Prefix">What stands before the secret in it, such as <c>Bearer </c>.</param>
/// <param name="Secret">The secret; its source says where it was found.</param>
public sealed record ForgeAccount(string Header, string Prefix, Secret Secret)
{
    /// <summary>The user whose password the secret is; null when it is a token.</summary>
    public string? User { get; init; }

    /// <summary>The header's value.</summary>
    internal string Reveal() =>
        Prefix + (User is null ? Secret.Reveal() : Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Secret.Reveal()}")));
}
