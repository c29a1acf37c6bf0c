namespace ReleaseKit.Rehearsal.Serving;

/// <summary>One registry protocol: turns requests into calls and gives refusals the form its clients know.</summary>
internal interface IRegistryProtocol
{
    /// <summary>The ecosystem as in package ids.</summary>
    string Ecosystem { get; }

    /// <summary>The first segment of every URL of this protocol.</summary>
    string Root { get; }

    /// <summary>Whether reads need the token too.</summary>
    bool GuardsReads => false;

    /// <summary>The path a client is configured with, below the host's URL.</summary>
    string ClientPath { get; }

    /// <summary>Understands a request without acting on it; may throw <see cref="RefusedException"/>.</summary>
    Task<RegistryCall> ReadAsync(IncomingRequest request, CancellationToken cancellation);

    /// <summary>The token a request presents in this protocol's way, or null.</summary>
    string? PresentedToken(IncomingRequest request);

    /// <summary>For whom a token of identity has to be that is presented as it is; null where it has to be exchanged first.</summary>
    string? IdentityAudience(IncomingRequest request) => null;

    /// <summary>The refusal of a request that presented the wrong token, or none.</summary>
    Reply Unauthorized(bool presented);

    /// <summary>A refusal in the protocol's form.</summary>
    Reply Refuse(int status, string message);
}
