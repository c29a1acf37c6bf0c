namespace ReleaseKit.Rehearsal.Trust;

/// <summary>A credential that was given for a token of identity.</summary>
internal sealed record IssuedToken(int Number, string Ecosystem, string? Package, DateTimeOffset Expires)
{
    public bool IsRevoked { get; init; }
}
