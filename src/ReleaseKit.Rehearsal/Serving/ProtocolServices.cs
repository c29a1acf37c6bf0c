using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal.Serving;

/// <summary>What protocols are made from.</summary>
internal sealed record ProtocolServices(StorageFolder Storage, TimeProvider Clock, Uri? UpstreamNpm, Uri? UpstreamPyPi, Uri? UpstreamCargo, Uri? UpstreamPub);
