using ReleaseKit.Rehearsal.Storage;
using ReleaseKit.Rehearsal.Trust;

namespace ReleaseKit.Rehearsal.Serving;

/// <summary>What protocols are made from.</summary>
internal sealed record ProtocolServices(StorageFolder Storage, TimeProvider Clock, TrustedIssuer Trust, Uri? UpstreamNpm, Uri? UpstreamPyPi, Uri? UpstreamCargo, Uri? UpstreamPub);
